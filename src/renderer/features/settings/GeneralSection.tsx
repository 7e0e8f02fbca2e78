import { Minus, Plus } from 'lucide-react';
import { useId } from 'react';
import { text } from '../../app/text/text.ts';
import { useSettings, useStatus } from '../../app/WorkspaceContext.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';

const words = text.settings;
const sizes = { min: 80, max: 200, step: 10, normal: 100 };

function TextSize() {
  const id = useId();
  const size = useSettings((state) => state.settings.textSize);
  const change = useSettings((state) => state.change);
  const set = (textSize: number) => {
    change({ textSize: Math.min(sizes.max, Math.max(sizes.min, textSize)) });
  };
  return (
    <div role="group" aria-labelledby={id} className="settings-size">
      <span id={id} className="ui-field-label">
        {words.textSize.label}
      </span>
      <div className="settings-size-row">
        <IconButton
          label={words.textSize.smaller}
          icon={<Minus aria-hidden="true" />}
          disabled={size <= sizes.min}
          onClick={() => {
            set(size - sizes.step);
          }}
        />
        <output>{words.textSize.percent(size)}</output>
        <IconButton
          label={words.textSize.larger}
          icon={<Plus aria-hidden="true" />}
          disabled={size >= sizes.max}
          onClick={() => {
            set(size + sizes.step);
          }}
        />
        {size !== sizes.normal && (
          <Button
            variant="ghost"
            size="sm"
            onClick={() => {
              set(sizes.normal);
            }}
          >
            {words.textSize.reset}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Theme, text size, the key that sends, and whether the system tells of answers. */
export function GeneralSection() {
  const { theme, sendKey, notifications } = useSettings((state) => state.settings);
  const change = useSettings((state) => state.change);
  const mac = useStatus((state) => state.platform === 'darwin');
  return (
    <>
      <SegmentedControl
        label={words.theme.label}
        value={theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({
          value,
          label: words.theme[value],
        }))}
        onChange={(value) => {
          change({ theme: value });
        }}
      />
      <TextSize />
      <div className="settings-send">
        <SegmentedControl
          label={words.sendKey.label}
          value={sendKey}
          options={[
            { value: 'enter', label: words.sendKey.enter },
            { value: 'mod-enter', label: words.sendKey.modEnter(mac ? 'Cmd' : 'Ctrl') },
          ]}
          onChange={(value) => {
            change({ sendKey: value });
          }}
        />
        <p className="ui-field-hint">
          {sendKey === 'enter' ? words.sendKey.hintEnter : words.sendKey.hintModEnter}
        </p>
      </div>
      <Checkbox
        kind="switch"
        label={text.tabs.notifications.label}
        hint={text.tabs.notifications.hint}
        checked={notifications}
        onChange={(value) => {
          change({ notifications: value });
        }}
      />
    </>
  );
}
