/**
 * What a message's line is in the output of its tool, whatever its language and wording.
 * `server` names the DNS server that answered, `asked-server` one that is only asked; `name` the name that was asked for,
 * `answer` an address of it, `answers` the first one of a list whose other entries stand below without a word, `alias` a
 * list of its other names, `canonical-name` one of them; `waiting`: it asks once more, `server-failed`: it goes on to the
 * next server, `gave-up`: it ends here without a result.
 * `banner`: what a run begins with, its version or the server that it will ask; `destination`: host that a list of results is about; `connected-address`:
 * address that was connected to; `reverse-name`: its host is the name to which an address leads back; `conclusion`: what
 * came of the whole run; `result`: what was received.
 * `status-line`: a status line of HTTP; `error`: the error with which the tool ends; `progress`: the head of its meter;
 * `attempt`: it tries an address; `connected`: it has connected.
 */
export type Role =
  | 'server'
  | 'asked-server'
  | 'name'
  | 'answer'
  | 'answers'
  | 'alias'
  | 'canonical-name'
  | 'waiting'
  | 'server-failed'
  | 'gave-up'
  | 'banner'
  | 'destination'
  | 'connected-address'
  | 'reverse-name'
  | 'conclusion'
  | 'result'
  | 'status-line'
  | 'error'
  | 'progress'
  | 'attempt'
  | 'connected';
