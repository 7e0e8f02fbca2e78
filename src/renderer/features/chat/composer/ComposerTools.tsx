import { ArrowUp, ListPlus, Paperclip, SlidersHorizontal, Square, Workflow } from 'lucide-react';
import { text } from '../../../app/text/text.ts';
import { useWorkspace } from '../../../app/WorkspaceContext.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { isStreaming } from '../store/conversationState.ts';
import { TreeButton } from '../tree/TreeButton.tsx';

interface ComposerToolsProps {
  /** The prompt would go where something streams, so it would wait. */
  readonly waits: boolean;
  /** Something is in the way of sending. */
  readonly blocked: boolean;
  /** The ids of what says why. */
  readonly reasonIds: string;
  readonly onAddFiles: () => void;
}

/** The buttons of the composer. Send and Stop are one place at the end; while something streams the other way to send stands beside. */
export function ComposerTools({ waits, blocked, reasonIds, onAddFiles }: ComposerToolsProps) {
  const { store, view } = useChat();
  const { commands } = useWorkspace();
  const streaming = useConversation(isStreaming);
  return (
    <div className="composer-tools">
      <IconButton
        label={text.chat.composer.parameters}
        icon={<SlidersHorizontal aria-hidden="true" />}
        aria-haspopup="dialog"
        tooltipSide="top"
        onClick={() => {
          view.setState({ configuring: { laneId: null } });
        }}
      />
      <TreeButton />
      <IconButton
        label={text.pipelines.commands.run}
        icon={<Workflow aria-hidden="true" />}
        aria-haspopup="dialog"
        tooltipSide="top"
        onClick={() => {
          commands.run('pipelines.run');
        }}
      />
      <IconButton
        label={text.chat.attachments.add}
        icon={<Paperclip aria-hidden="true" />}
        tooltipSide="top"
        onClick={onAddFiles}
      />
      {streaming && (
        <IconButton
          type="submit"
          label={waits ? text.chat.queue.add : text.chat.composer.send}
          icon={waits ? <ListPlus aria-hidden="true" /> : <ArrowUp aria-hidden="true" />}
          tooltipSide="top"
          aria-disabled={blocked || undefined}
        />
      )}
      {streaming ? (
        <Button key="stop" className="composer-button" icon={<Square />} onClick={() => void store.stop()}>
          {text.chat.composer.stop}
        </Button>
      ) : (
        <Button
          key="send"
          type="submit"
          variant="primary"
          className="composer-button"
          icon={<ArrowUp />}
          // Not `disabled`: the focus would be lost, and with it the reason that is read out beside the button.
          aria-disabled={blocked || undefined}
          aria-describedby={blocked ? reasonIds : undefined}
        >
          {text.chat.composer.send}
        </Button>
      )}
    </div>
  );
}
