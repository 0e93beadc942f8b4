import type { RunningGateway } from './bootstrap';
import { LifecycleService } from './health/lifecycle.service';

/**
 * Stops gracefully on SIGTERM or SIGINT: no new connections, open requests may finish within the drain time, then the
 * ledger is flushed and the database closed. A second signal cuts the waiting short; the ledger is still flushed.
 */
export function stopOnSignals({ app, server, config }: RunningGateway): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) {
      server.closeAllConnections();
      return;
    }
    isStopping = true;
    app.get(LifecycleService).markDraining();
    server.closeIdleConnections();
    setTimeout(() => {
      server.closeAllConnections();
    }, config.server.drainMs).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Shutdown failed: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
