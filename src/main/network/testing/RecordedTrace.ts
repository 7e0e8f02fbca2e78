import type { NetworkHop } from '../../../shared/errors.ts';
import type { WireTrace } from '../../inspection/WireTrace.ts';

/** Remembers in a few words what it was told, in order. */
export class RecordedTrace implements WireTrace {
  readonly heard: string[] = [];

  request({ method, body }: { readonly method: string; readonly body?: string | undefined }): void {
    this.heard.push(body === undefined ? `request ${method}` : `request ${method} ${body}`);
  }

  passed(hop: NetworkHop): void {
    this.heard.push(hop);
  }

  response({ status }: { readonly status: number }): void {
    this.heard.push(`response ${String(status)}`);
  }

  failed(cause: string): void {
    this.heard.push(`failed ${cause}`);
  }
}
