import type { ConnectionDraft, DraftProblems } from '../drafts/connectionDraft.ts';
import { AzureFields } from './AzureFields.tsx';
import { BedrockFields } from './BedrockFields.tsx';
import { CompatibleFields } from './CompatibleFields.tsx';
import { OciFields } from './OciFields.tsx';
import { OpenAiFields } from './OpenAiFields.tsx';
import type { ChangeDraft, FieldsProps } from './ProviderFieldsProps.ts';
import { SageMakerFields } from './SageMakerFields.tsx';
import { VertexFields } from './VertexFields.tsx';

interface ProviderFieldsProps extends Pick<FieldsProps<unknown>, 'stored' | 'onForget'> {
  readonly draft: ConnectionDraft;
  readonly onChange: ChangeDraft;
  readonly problems: DraftProblems;
}

/** The fields of the draft's provider: only what that provider needs; what few people need is folded away. */
export function ProviderFields({ draft, ...rest }: ProviderFieldsProps) {
  switch (draft.provider) {
    case 'openai':
      return <OpenAiFields draft={draft} {...rest} />;
    case 'openai-compatible':
      return <CompatibleFields draft={draft} {...rest} />;
    case 'azure-openai':
      return <AzureFields draft={draft} {...rest} />;
    case 'google-vertex':
      return <VertexFields draft={draft} {...rest} />;
    case 'oci':
      return <OciFields draft={draft} {...rest} />;
    case 'bedrock':
      return <BedrockFields draft={draft} {...rest} />;
    case 'sagemaker':
      return <SageMakerFields draft={draft} {...rest} />;
  }
}
