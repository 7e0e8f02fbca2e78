import { describeHistory } from './contract/historyContract.ts';
import { openLocalHistory } from './openLocalHistory.ts';

describeHistory('the database in this thread', async () => openLocalHistory());
