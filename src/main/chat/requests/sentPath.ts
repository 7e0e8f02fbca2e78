import type { Message, Step } from '../../../shared/conversation.ts';

/** The step that a request is made for; null where it is an ordinary one. */
export function askedStep(path: readonly Message[]): Step | null {
  const { step } = path.at(-1) ?? {};
  return step?.role === 'step' ? step : null;
}

/**
 * What of a path goes along in a request that ends with it. The prompt of a step stands alone: its template has taken in what it needs.
 * Everywhere else a run of a pipeline is its input and its result, and what its steps were asked and said between is left out.
 */
export function sentPath(path: readonly Message[]): readonly Message[] {
  if (askedStep(path) !== null) return path.slice(-1);
  return path.filter(
    ({ role, step }) => step === undefined || step.role === 'input' || (role === 'assistant' && step.final),
  );
}
