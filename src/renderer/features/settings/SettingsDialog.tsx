import { ChartNoAxesColumn, Info, Network, Plug, SlidersHorizontal, Wallet } from 'lucide-react';
import { Suspense } from 'react';
import type { ReactNode } from 'react';
import type { SettingsSection } from '../../app/stores/viewStore.ts';
import { text } from '../../app/text/text.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { AboutSection } from './AboutSection.tsx';
import { BudgetsSection } from './BudgetsSection.tsx';
import { GeneralSection } from './GeneralSection.tsx';
import { NetworkSection } from './NetworkSection.tsx';
import { UsageSection } from './UsageSection.tsx';
import './settings.css';

interface SettingsDialogProps {
  readonly section: SettingsSection;
  readonly onSectionChange: (section: SettingsSection) => void;
  /** The connections belong to another feature; the window puts them here. */
  readonly connections: ReactNode;
  readonly onClose: () => void;
}

const words = text.settings;

const sections: readonly { readonly id: SettingsSection; readonly icon: ReactNode }[] = [
  { id: 'general', icon: <SlidersHorizontal aria-hidden="true" /> },
  { id: 'connections', icon: <Plug aria-hidden="true" /> },
  { id: 'network', icon: <Network aria-hidden="true" /> },
  { id: 'budgets', icon: <Wallet aria-hidden="true" /> },
  { id: 'usage', icon: <ChartNoAxesColumn aria-hidden="true" /> },
  { id: 'about', icon: <Info aria-hidden="true" /> },
];

/** Settings take effect as they are changed; there is nothing to save. */
export function SettingsDialog({ section, onSectionChange, connections, onClose }: SettingsDialogProps) {
  return (
    <Dialog open onClose={onClose} title={words.title} size="lg" closeLabel={text.shell.close}>
      <div className="settings">
        <nav aria-label={words.title} className="settings-nav">
          {sections.map(({ id, icon }) => (
            <button
              key={id}
              type="button"
              className="settings-tab"
              aria-current={id === section ? 'page' : undefined}
              onClick={() => {
                onSectionChange(id);
              }}
            >
              {icon}
              {words.sections[id]}
            </button>
          ))}
        </nav>
        <section className="settings-section" aria-label={words.sections[section]}>
          {section === 'general' && <GeneralSection />}
          {section === 'connections' && (
            <Suspense fallback={<Skeleton label={words.sections.connections} lines={[70, 90, 80]} />}>
              {connections}
            </Suspense>
          )}
          {section === 'network' && <NetworkSection />}
          {section === 'budgets' && <BudgetsSection />}
          {section === 'usage' && <UsageSection />}
          {section === 'about' && <AboutSection />}
        </section>
      </div>
    </Dialog>
  );
}
