import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../../../app/text/text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';

interface SettableProps {
  /** The name of the parameter. */
  readonly name: string;
  readonly isSet: boolean;
  readonly onReset: () => void;
  readonly wide?: boolean | undefined;
  readonly children: ReactNode;
}

/** A parameter's field with the one click that unsets it. */
export function Settable({ name, isSet, onReset, wide = false, children }: SettableProps) {
  return (
    <div className="parameter" data-wide={wide ? '' : undefined} data-set={isSet ? '' : undefined}>
      {children}
      {isSet && (
        <IconButton
          size="sm"
          className="parameter-reset"
          label={text.chat.parameters.reset(name)}
          icon={<RotateCcw aria-hidden="true" />}
          onClick={onReset}
        />
      )}
    </div>
  );
}
