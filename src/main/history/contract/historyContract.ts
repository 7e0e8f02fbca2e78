/** What every implementation of the port owes. Run against the database in this thread and against workers. */
import { afterEach, beforeEach, describe } from 'vitest';
import type { History } from '../History.ts';
import { ContractWorld } from './contractWorld.ts';
import { describeConversations } from './conversationContract.ts';
import { describeKeeping } from './keepingContract.ts';
import { describeLanes } from './laneContract.ts';
import { describeMessages } from './messageContract.ts';
import { describeSearch } from './searchContract.ts';
import { describeConnectionsAndSettings } from './settingsContract.ts';
import { describeTabs } from './tabContract.ts';
import { describeWorkspace } from './workspaceContract.ts';

/** Declares the suite; `open` gives a fresh, empty history each time. */
export function describeHistory(name: string, open: () => Promise<History>): void {
  describe(`the contract of a history: ${name}`, () => {
    const world = new ContractWorld();
    beforeEach(async () => {
      world.history = await open();
    });
    afterEach(async () => {
      await world.history.close();
    });

    describeConnectionsAndSettings(world);
    describeTabs(world);
    describeConversations(world);
    describeLanes(world);
    describeMessages(world);
    describeSearch(world);
    describeKeeping(world);
    describeWorkspace(world);
  });
}
