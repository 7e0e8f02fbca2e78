/** The vote on the newest answers: asked for when all have ended, and afterwards shown, to be changed or withdrawn. */
import { useRef, useState } from 'react';
import type { Vote } from '../../../../shared/vote.ts';
import { text } from '../../../app/text/text.ts';
import { useVotes, useWorkspace } from '../../../app/WorkspaceContext.ts';
import { Button } from '../../../ui/Button.tsx';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import type { ConversationState } from '../store/conversationState.ts';
import { Ballot } from './Ballot.tsx';
import { blindLabel, latestVote } from './blind.ts';
import type { Verdict } from './blindDeeds.ts';
import { voteFor } from './blindDeeds.ts';
import { hasEnded, latestTurn, repliesTo } from './turnReplies.ts';
import { VoteResult } from './VoteResult.tsx';
import './compare.css';

const words = text.compare.vote;

/** Which answer was whose, as one sentence. */
function revealed(state: ConversationState, { replies }: Vote): string {
  const places = latestTurn(state)?.places ?? [];
  return words.revealed(
    replies.flatMap(({ messageId, model }) => {
      const place = places.find(({ id }) => id === messageId);
      return place === undefined ? [] : [{ label: blindLabel(state, place.laneId), name: model.modelName }];
    }),
  );
}

export function VotePanel() {
  const { store } = useChat();
  const { votes } = useWorkspace();
  const announce = useAnnounce();
  const panel = useRef<HTMLDivElement>(null);
  const [changing, setChanging] = useState(false);
  const phase = useVotes((state) => state.phase);
  const cast = useVotes((state) => state.votes);
  const vote = useConversation((state) => latestVote(state, cast));
  const turn = useConversation(latestTurn);
  const ready = useConversation((state) => !state.sending && hasEnded(state, turn));

  /** The button that was pressed goes, so the focus moves to the panel. */
  const change = (next: boolean) => {
    setChanging(next);
    panel.current?.focus();
  };
  const give = async (verdict: Verdict, tag: string) => {
    const replies = repliesTo(store.state.getState(), turn);
    const given = voteFor(replies, verdict, { tag, earlier: vote, now: Date.now() });
    if (given === null || !(await store.attempt(() => votes.getState().put(given)))) return;
    announce(revealed(store.state.getState(), given));
    change(false);
  };
  const withdraw = async ({ id }: Vote) => {
    if (!(await store.attempt(() => votes.getState().remove(id)))) return;
    announce(text.compare.blind.on);
    change(false);
  };

  const content = () => {
    if (phase === 'failed') {
      return (
        <>
          <p className="vote-text">{words.unread}</p>
          <Button size="sm" onClick={() => void votes.getState().load()}>
            {text.compare.again}
          </Button>
        </>
      );
    }
    if (turn === null) return <p className="vote-text">{text.compare.blind.hiddenHint}</p>;
    if (!ready) return <p className="vote-text">{words.waiting}</p>;
    if (vote === undefined || changing) {
      return (
        <Ballot
          turn={turn}
          earlier={vote}
          onVote={(verdict, tag) => void give(verdict, tag)}
          onKeep={() => {
            change(false);
          }}
        />
      );
    }
    return (
      <VoteResult
        vote={vote}
        sentence={revealed(store.state.getState(), vote)}
        onChange={() => {
          change(true);
        }}
        onWithdraw={() => void withdraw(vote)}
      />
    );
  };
  return (
    <div ref={panel} className="vote" role="group" aria-label={words.label} tabIndex={-1}>
      {content()}
    </div>
  );
}
