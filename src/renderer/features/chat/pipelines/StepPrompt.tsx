import type { UserMessage } from '../../../../shared/conversation.ts';
import { plainText } from '../../../../shared/stream.ts';
import { text } from '../../../app/text/text.ts';
import '../message/message.css';
import './pipelineRuns.css';

const words = text.pipelines.run;

/** Characters of a step's prompt that are drawn; what the steps before have said may be a book. */
const shownLength = 20_000;

/** What a step was asked, as it was filled in. */
export function StepPrompt({ message, name }: { readonly message: UserMessage; readonly name: string }) {
  const body = plainText(message.parts);
  return (
    <article className="message message-user" aria-label={words.promptOf(name)}>
      <h3 className="message-author">{words.prompt}</h3>
      <p className="message-prompt run-step-prompt" dir="auto" tabIndex={0}>
        {body.slice(0, shownLength)}
        {body.length > shownLength && words.notShown(body.length - shownLength)}
      </p>
    </article>
  );
}
