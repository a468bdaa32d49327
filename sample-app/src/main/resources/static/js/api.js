/** Sends JSON and answers JSON; what is refused becomes an Error that says why. */
export async function send(method, path, body, accepted = []) {
  const response = await request(method, path, body);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok && !accepted.includes(response.status)) {
    throw new Error(reason(answer, response));
  }
  return answer;
}

/** Sends JSON and answers the events that come back, one by one. */
export async function* stream(path, body) {
  const response = await request('POST', path, body);
  if (!response.ok) {
    throw new Error(reason(await response.json().catch(() => ({})), response));
  }
  let text = '';
  for await (const piece of pieces(response.body)) {
    text += piece;
    const events = text.split('\n\n');
    text = events.pop();
    yield* events.map(parse);
  }
}

async function request(method, path, body) {
  try {
    return await fetch(path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Error('The application cannot be reached. Is it running?');
  }
}

async function* pieces(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    yield read.value;
  }
}

function parse(event) {
  const lines = event.split('\n');
  const values = (name) => lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1));
  return { name: values('event').join('').trim(), data: JSON.parse(values('data').join('\n')) };
}

function reason(answer, response) {
  return answer.detail ?? answer.error ?? `The application answered ${response.status}`;
}
