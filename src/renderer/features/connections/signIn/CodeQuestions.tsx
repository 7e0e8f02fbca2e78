import { useCodeQuestions } from '../../../app/WorkspaceContext.ts';
import { CodeDialog } from './CodeDialog.tsx';

/** The oldest question for a code that waits for its answer. */
export function CodeQuestions() {
  const question = useCodeQuestions((state) => state.questions[0]);
  const answer = useCodeQuestions((state) => state.answer);
  if (question === undefined) return null;
  return (
    <CodeDialog
      key={question.requestId}
      question={question}
      onAnswer={(code) => void answer(question.requestId, code)}
    />
  );
}
