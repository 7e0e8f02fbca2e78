import { describeSessionOnly } from '../../app/text/en/errors.ts';
import { text } from '../../app/text/text.ts';
import { useStatus } from '../../app/WorkspaceContext.ts';

const words = text.settings.about;

/** What this is, what happens to what is typed into it, and under which terms it comes. */
export function AboutSection() {
  const version = useStatus((state) => state.version);
  const secrets = useStatus((state) => state.secrets);
  return (
    <div className="settings-about">
      <div>
        <h3 className="settings-name">{text.shell.appName}</h3>
        <p>{words.tagline}</p>
        <p className="ui-field-hint">{words.version(version)}</p>
      </div>
      <div>
        <h3>{words.privacyTitle}</h3>
        <p>{words.privacy}</p>
        {words.kept[secrets.kind].map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {secrets.kind === 'session' && <p>{describeSessionOnly(secrets.reason)}</p>}
      </div>
      <div>
        <h3>{words.licenceTitle}</h3>
        <p>{words.licence}</p>
      </div>
    </div>
  );
}
