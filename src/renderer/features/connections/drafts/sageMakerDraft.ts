/** The form of an Amazon SageMaker endpoint. Pure. */
import type { ConnectionOf } from '../../../../shared/connection.ts';
import { text } from '../../../app/text/text.ts';
import { awsDraftOf, awsFields, awsProblems, newAwsDraft } from './awsDraft.ts';
import type { AwsDraft } from './awsDraft.ts';
import { baseOf, given, problem } from './draftBase.ts';
import type { DraftBase, Problems } from './draftBase.ts';

export interface SageMakerDraft extends AwsDraft {
  readonly provider: 'sagemaker';
  readonly endpointName: string;
  readonly inferenceComponent: string;
}

function isName(name: string): boolean {
  return /^[A-Za-z0-9](-?[A-Za-z0-9])*$/.test(name) && name.length <= 63;
}

export function newSageMakerDraft(base: DraftBase): SageMakerDraft {
  return { ...newAwsDraft(base), provider: 'sagemaker', endpointName: '', inferenceComponent: '' };
}

export function sageMakerDraftOf(connection: ConnectionOf<'sagemaker'>): SageMakerDraft {
  const base = baseOf(connection);
  return {
    ...newSageMakerDraft(base),
    ...awsDraftOf(base, connection),
    endpointName: connection.endpointName,
    inferenceComponent: connection.inferenceComponent ?? '',
  };
}

export function sageMakerProblems(draft: SageMakerDraft): Problems<SageMakerDraft> {
  const words = text.connections.problems;
  const component = draft.inferenceComponent.trim();
  return {
    ...awsProblems(draft),
    ...problem('endpointName', !isName(draft.endpointName.trim()), words.endpointName),
    ...problem('inferenceComponent', component !== '' && !isName(component), words.inferenceComponent),
  };
}

export function sageMakerName(draft: SageMakerDraft): string {
  return `SageMaker ${draft.endpointName.trim()}`.trim();
}

/** The fields of the connection that are SageMaker's own. */
export function sageMakerFields(draft: SageMakerDraft) {
  return {
    provider: 'sagemaker' as const,
    ...awsFields(draft),
    endpointName: draft.endpointName.trim(),
    ...given('inferenceComponent', draft.inferenceComponent),
  };
}
