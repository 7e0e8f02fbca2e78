import type { AttachmentRef } from '../../../shared/attachment.ts';
import type { TabId, WindowId } from '../../../shared/ids.ts';
import { tabSchema } from '../../../shared/settings.ts';
import type { Tab } from '../../../shared/settings.ts';
import type { SqliteDriver, SqliteRow } from '../SqliteDriver.ts';
import { notFound, parseJson, parseStored, present, toJson } from '../stored.ts';

function toTab(row: SqliteRow): Tab {
  return parseStored(
    tabSchema,
    {
      id: row['id'],
      conversationId: row['conversation_id'],
      position: row['position'],
      pinned: row['pinned'] === 1,
      active: row['active'] === 1,
      draft: row['draft'],
      updatedAt: row['updated_at'],
      ...present('attachments', parseJson(row['attachments'])),
      ...present('windowId', row['window_id']),
      ...present('reading', parseJson(row['reading'])),
    },
    'tab',
  );
}

/** No files are null, so that a search for the files that are still wanted meets few rows. */
function filesColumn(attachments: readonly AttachmentRef[] = []): string | null {
  return attachments.length === 0 ? null : toJson(attachments);
}

/** The open tabs and their drafts. */
export class TabRepository {
  readonly #database: SqliteDriver;

  constructor(database: SqliteDriver) {
    this.#database = database;
  }

  list(): readonly Tab[] {
    return this.#database.all('SELECT * FROM tabs ORDER BY position, id').map(toTab);
  }

  /**
   * Makes these the only tabs of a window (null: the first one). One whose conversation is gone is left out. A row that stays the
   * same is not written.
   */
  replace(tabs: readonly Tab[], windowId: WindowId | null): void {
    this.#database.run(
      'DELETE FROM tabs WHERE window_id IS $windowId AND id NOT IN (SELECT value FROM json_each($ids))',
      { windowId, ids: JSON.stringify(tabs.map((tab) => tab.id)) },
    );
    for (const tab of tabs) this.#save(tab, windowId);
  }

  /** Files stay as they are where none are given. */
  saveDraft(
    id: TabId,
    {
      draft,
      attachments,
    }: { readonly draft: string; readonly attachments?: readonly AttachmentRef[] | undefined },
    now: number,
  ): void {
    const changed = this.#database.run(
      `UPDATE tabs
       SET draft = $draft, attachments = iif($keepsFiles, attachments, $attachments), updated_at = $now
       WHERE id = $id`,
      {
        id,
        draft,
        keepsFiles: Number(attachments === undefined),
        attachments: filesColumn(attachments),
        now,
      },
    );
    if (changed === 0) throw notFound('tab');
  }

  #save(tab: Tab, windowId: WindowId | null): void {
    this.#database.run(
      `INSERT INTO tabs (id, conversation_id, position, pinned, active, draft, attachments, window_id, reading,
         updated_at)
       SELECT $id, $conversationId, $position, $pinned, $active, $draft, $attachments, $windowId, $reading, $updatedAt
       WHERE EXISTS (SELECT 1 FROM conversations WHERE id = $conversationId)
       ON CONFLICT (id) DO UPDATE
       SET conversation_id = excluded.conversation_id, position = excluded.position, pinned = excluded.pinned,
         active = excluded.active, draft = excluded.draft, attachments = excluded.attachments,
         window_id = excluded.window_id, reading = excluded.reading, updated_at = excluded.updated_at
       WHERE (conversation_id, position, pinned, active, draft, attachments, window_id, reading, updated_at)
         IS NOT (excluded.conversation_id, excluded.position, excluded.pinned, excluded.active, excluded.draft,
         excluded.attachments, excluded.window_id, excluded.reading, excluded.updated_at)`,
      {
        ...tab,
        pinned: Number(tab.pinned),
        active: Number(tab.active),
        attachments: filesColumn(tab.attachments),
        windowId,
        reading: toJson(tab.reading ?? null),
      },
    );
  }
}
