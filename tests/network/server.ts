/** The other side of the lab: TLS servers with their faults, plain web servers, and proxies. Started within a network namespace. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, createServer as createTcpServer, type Socket } from 'node:net';
import type { LabServer } from './scenarios.ts';

const servers = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as LabServer[];
const HEADERS = { server: 'Microsoft-HTTPAPI/2.0', 'x-ms-request-id': '4b1d1e0c-0000-0000-0000-000000000000' };

for (const { kind, address, port, certificate = '', clock = 0 } of servers) {
  const headers = (): Record<string, string> => ({
    ...HEADERS,
    date: new Date(Date.now() + clock * 1000).toUTCString(),
  });
  switch (kind) {
    case 'tls': {
      const key = readFileSync(`${certificate}.key`);
      const cert = readFileSync(`${certificate}.crt`);
      createTlsServer({ key, cert }, (_, answer) => answer.writeHead(404, headers()).end()).listen(port, address);
      break;
    }
    // behind nginx, which speaks TLS
    case 'answer':
      createServer((_, answer) => answer.writeHead(404, headers()).end()).listen(port, address);
      break;
    case 'web':
      createServer((_, answer) => answer.writeHead(200, headers()).end('ok')).listen(port, address);
      break;
    case 'tcp':
      createTcpServer((socket) => socket.on('error', () => undefined)).listen(port, address);
      break;
    case 'reset':
      createTcpServer((socket) => {
        socket.on('error', () => undefined);
        socket.on('data', () => socket.resetAndDestroy());
      }).listen(port, address);
      break;
    case 'proxy':
    case 'proxy-403':
    case 'proxy-407':
    case 'proxy-502':
    case 'proxy-silent':
      proxy(kind, address, port, headers);
      break;
  }
}
process.stdout.write('ready\n');

/** Answers CONNECT as its kind says. */
function proxy(kind: LabServer['kind'], address: string, port: number, headers: () => Record<string, string>): void {
  const server = createServer();
  server.on('connect', (request, socket: Socket) => {
    socket.on('error', () => undefined);
    const status = Number(/\d+$/u.exec(kind)?.[0] ?? 0);
    if (kind === 'proxy-silent') return;
    if (status > 0) {
      const login = status === 407 ? 'Proxy-Authenticate: Basic realm="proxy"\r\n' : '';
      socket.end(`HTTP/1.1 ${status} Denied\r\nDate: ${headers()['date'] ?? ''}\r\n${login}Content-Length: 0\r\n\r\n`);
      return;
    }
    const [host = '', number] = (request.url ?? '').split(':');
    const way = connect(Number(number), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      way.pipe(socket).pipe(way);
    });
    way.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'));
  });
  server.listen(port, address);
}
