import { useCodeQuestions, useView } from '../../../app/WorkspaceContext.ts';
import { CodeDialog } from './CodeDialog.tsx';
import { SignInCards } from './SignInCards.tsx';

/** What signing in asks of a person, over whatever else is open. Settings show their own sign-ins. */
export function SignInOverlay() {
  const inSettings = useView((state) => state.dialog?.kind === 'settings');
  const question = useCodeQuestions((state) => state.questions[0]);
  const answer = useCodeQuestions((state) => state.answer);
  return (
    <>
      {!inSettings && <SignInCards />}
      {question !== undefined && (
        <CodeDialog
          key={question.requestId}
          question={question}
          onAnswer={(code) => void answer(question.requestId, code)}
        />
      )}
    </>
  );
}
