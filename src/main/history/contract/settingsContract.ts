import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../shared/connection.ts';
import { newId } from '../../../shared/ids.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import { at } from '../historyFixtures.ts';
import type { ContractWorld } from './contractWorld.ts';

export function describeConnectionsAndSettings(world: ContractWorld): void {
  describe('connections and settings', () => {
    const demo: Connection = {
      id: newId<ConnectionId>(),
      name: 'Demo',
      provider: 'demo',
      createdAt: at(0),
      updatedAt: at(0),
    };
    const bedrock: Connection = {
      id: newId<ConnectionId>(),
      name: 'Work',
      provider: 'bedrock',
      region: 'us-east-1',
      auth: { kind: 'profile', profile: 'work' },
      createdAt: at(1),
      updatedAt: at(1),
    };

    it('keeps connections in the order in which they were made', async () => {
      await world.history.saveConnection(bedrock);
      await world.history.saveConnection(demo);
      expect(await world.history.listConnections()).toEqual([demo, bedrock]);
    });

    it('replaces a connection and deletes it, also twice', async () => {
      await world.history.saveConnection(demo);
      await world.history.saveConnection({ ...demo, name: 'Renamed' });
      expect(await world.history.listConnections()).toEqual([{ ...demo, name: 'Renamed' }]);
      await world.history.deleteConnection(demo.id);
      await world.history.deleteConnection(demo.id);
      expect(await world.history.listConnections()).toEqual([]);
    });

    it('has defaults for settings and keeps what is chosen', async () => {
      const settings = await world.history.loadSettings();
      expect(settings.theme).toBe('system');
      await world.history.saveSettings({ ...settings, theme: 'dark', textSize: 120 });
      expect(await world.history.loadSettings()).toEqual({ ...settings, theme: 'dark', textSize: 120 });
    });
  });
}
