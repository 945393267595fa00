// HTTP/1.1 over a few connections that are kept, as a browser does, at a third of what node:http costs: players share the
// machine with the server, which is what is to be loaded. Answers have a Content-Length, as the server's all have but its
// event streams.
import net from "node:net";

const BLANK = Buffer.from("\r\n\r\n");

/** One connection; it carries one request at a time. */
class Connection {
  constructor(origin, closed) {
    this.done = null; // of the request under way
    this.socket = net.connect({ host: origin.hostname, port: Number(origin.port), noDelay: true });
    this.socket.on("data", (part) => this.read(part));
    this.socket.on("error", (problem) => this.fail(problem));
    this.socket.on("close", () => {
      this.fail(new Error(this.left > 0 ? "torn" : "cut off"));
      closed(this);
    });
  }

  ask(message, count, done, failed) {
    Object.assign(this, { done, failed, count, head: null, parts: [], length: 0, left: -1 });
    this.socket.write(message);
  }

  read(part) {
    if (!this.done) return this.socket.destroy(new Error("an answer to nothing"));
    if (this.left < 0) {
      this.head = this.head ? Buffer.concat([this.head, part]) : part;
      const end = this.head.indexOf(BLANK);
      if (end < 0) return;
      part = this.head.subarray(end + BLANK.length);
      const [first, ...lines] = this.head.latin1Slice(0, end).split("\r\n");
      this.status = Number(first.slice(9, 12));
      this.headers = {};
      for (const line of lines) {
        const colon = line.indexOf(":");
        this.headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
      }
      this.left = this.length = this.status === 304 || this.status === 204 ? 0 : Number(this.headers["content-length"]);
      if (Number.isNaN(this.left)) return this.socket.destroy(new Error("an answer without its length"));
    }
    this.left -= part.length;
    if (!this.count && part.length) this.parts.push(part);
    if (this.left < 0) return this.socket.destroy(new Error("torn"));
    if (this.left > 0) return;
    const { done, status, headers, length } = this;
    const body = this.count ? length : this.parts.length === 1 ? this.parts[0] : Buffer.concat(this.parts);
    this.done = this.failed = null;
    if (headers.connection === "close") this.socket.destroy();
    done({ status, headers, body, length });
  }

  fail(problem) {
    const { failed } = this;
    this.done = this.failed = null;
    if (failed) failed(problem);
  }
}

/** The connections of one player: `most` at a time, others wait their turn. */
export class Wire {
  constructor(origin, most, patienceMs) {
    Object.assign(this, { origin, most, patienceMs, idle: [], all: new Set(), waiting: [], over: false });
  }

  /** One request; resolves with status, headers, body (a Buffer, or its length when `count`) and length. */
  ask(method, path, data, count) {
    const more = data ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(data)}\r\n\r\n${data}` : "\r\n";
    const message = `${method} ${path} HTTP/1.1\r\nhost: ${this.origin.host}\r\n${more}`;
    return new Promise((done, failed) => {
      this.waiting.push({ message, count, done, failed });
      this.next();
    });
  }

  next() {
    while (this.waiting.length && !this.over) {
      let connection = this.idle.pop();
      if (!connection) {
        if (this.all.size >= this.most) return;
        connection = new Connection(this.origin, (closed) => this.closed(closed));
        this.all.add(connection);
      }
      const { message, count, done, failed } = this.waiting.shift();
      const timer = setTimeout(() => connection.socket.destroy(new Error("no answer")), this.patienceMs);
      connection.ask(
        message, count,
        (answer) => {
          clearTimeout(timer);
          if (this.all.has(connection) && !connection.socket.destroyed) this.idle.push(connection);
          done(answer);
          this.next();
        },
        (problem) => {
          clearTimeout(timer);
          failed(problem);
        },
      );
    }
  }

  closed(connection) {
    this.all.delete(connection);
    const at = this.idle.indexOf(connection);
    if (at >= 0) this.idle.splice(at, 1);
    this.next();
  }

  destroy() {
    this.over = true;
    for (const connection of [...this.all]) connection.socket.destroy();
    for (const { failed } of this.waiting.splice(0)) failed(new Error("left"));
  }
}
