// How often a server that crashes is started again.

export const most_restarts = 5;
export const within_milliseconds = 3 * 60 * 1000;

export class RestartPolicy {
  private restarts: number[] = [];

  // Whether it may be started once more; if so, that counts.
  may_restart(now: number): boolean {
    this.restarts = this.restarts.filter((then) => now - then < within_milliseconds);
    if (this.restarts.length >= most_restarts) return false;
    this.restarts.push(now);
    return true;
  }

  forget(): void {
    this.restarts = [];
  }
}
