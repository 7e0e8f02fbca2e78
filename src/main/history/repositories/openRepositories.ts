/** What the database holds, by topic: one repository for each kind of row. They share one connection, and so its transactions. */
import type { DeviceId } from '../../../shared/ids.ts';
import type { SqliteDriver } from '../SqliteDriver.ts';
import { AttachmentRepository } from './AttachmentRepository.ts';
import { BranchRepository } from './BranchRepository.ts';
import { ConnectionRepository } from './ConnectionRepository.ts';
import { ConversationRepository } from './ConversationRepository.ts';
import { CostRepository } from './CostRepository.ts';
import { InspectionRepository } from './InspectionRepository.ts';
import { JournalRepository } from './JournalRepository.ts';
import { LaneRepository } from './LaneRepository.ts';
import { MessageRepository } from './MessageRepository.ts';
import { ModelNotesRepository } from './ModelNotesRepository.ts';
import { PipelineRunRepository } from './PipelineRunRepository.ts';
import { QueueRepository } from './QueueRepository.ts';
import { SavedRepository } from './SavedRepository.ts';
import { SearchRepository } from './SearchRepository.ts';
import { SettingsRepository } from './SettingsRepository.ts';
import { TabRepository } from './TabRepository.ts';
import { TreeRepository } from './TreeRepository.ts';
import { VoteRepository } from './VoteRepository.ts';

/** The repositories of one open database. */
export type Repositories = ReturnType<typeof openRepositories>;

/** Prepares the statements of every topic. Rows are written in the name of this device. */
export function openRepositories(database: SqliteDriver, deviceId: DeviceId) {
  return {
    connections: new ConnectionRepository(database, deviceId),
    settings: new SettingsRepository(database, deviceId),
    tabs: new TabRepository(database),
    conversations: new ConversationRepository(database),
    lanes: new LaneRepository(database, deviceId),
    messages: new MessageRepository(database),
    branches: new BranchRepository(database),
    tree: new TreeRepository(database),
    journal: new JournalRepository(database),
    search: new SearchRepository(database),
    attachments: new AttachmentRepository(database),
    modelNotes: new ModelNotesRepository(database, deviceId),
    costs: new CostRepository(database),
    inspections: new InspectionRepository(database),
    saved: new SavedRepository(database, deviceId),
    queues: new QueueRepository(database),
    pipelineRuns: new PipelineRunRepository(database),
    votes: new VoteRepository(database, deviceId),
  } as const;
}
