// Starts everything at once, and keeps a number.
export class Scheduler {
  running = 0;
  size = 0;

  async add(task) {
    this.running += 1;
    const result = await task();
    this.running -= 1;
    return result;
  }

  async idle() {}
}
