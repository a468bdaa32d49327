const STATUS = { SUCCESS: ['●', 'ok'], DEGRADED: ['◆', 'warn'], FAILED: ['✕', 'bad'] };

const CIRCUIT = {
  CLOSED: ['●', 'ok'],
  HALF_OPEN: ['◐', 'warn'],
  OPEN: ['■', 'bad'],
  FORCED_OPEN: ['▲', 'bad'],
  DISABLED: ['○', 'muted'],
};

const KINDS = ['OK', 'RATE_LIMITED', 'OVERLOADED', 'SERVER_ERROR', 'TIMEOUT', 'NETWORK', 'MALFORMED_RESPONSE',
  'AUTHENTICATION', 'QUOTA_EXHAUSTED', 'CONTEXT_OVERFLOW'];

const sign = (table, name) => table[name] ?? ['?', 'muted'];

export const statusSign = (status) => sign(STATUS, status);

export const circuitSign = (state) => sign(CIRCUIT, state);

export const kindClass = (kind) => `kind-${KINDS.includes(kind) ? kind : 'other'}`;

/** Kinds in a fixed order, so that bars do not jump. */
export function byKind(a, b) {
  const place = (kind) => (KINDS.includes(kind) ? KINDS.indexOf(kind) : KINDS.length);
  return place(a) - place(b) || (a < b ? -1 : 1);
}

export const words = (name) => name.toLowerCase().replaceAll('_', ' ');

export function millis(value) {
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(2)} s`;
}

/** An ISO 8601 duration, as Java writes it, in milliseconds. */
export function isoMillis(text) {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text ?? '');
  return parts ? ((+(parts[1] ?? 0) * 60 + +(parts[2] ?? 0)) * 60 + +(parts[3] ?? 0)) * 1000 : 0;
}

export const percent = (share) => (share === null || share === undefined ? 'none yet' : `${Math.round(share * 100)} %`);

export const clock = (instant) => new Date(instant).toLocaleTimeString([], { hour12: false });

/** How long until a circuit is tried again. */
export function untilTried(circuit, now) {
  if (circuit.state === 'HALF_OPEN') {
    return 'with the next call';
  }
  if (circuit.state === 'CLOSED' || circuit.state === 'DISABLED') {
    return '–';
  }
  if (circuit.openUntil === null) {
    return 'not until told';
  }
  return `in ${Math.max(0, Math.ceil((Date.parse(circuit.openUntil) - Date.parse(now)) / 1000))} s`;
}
