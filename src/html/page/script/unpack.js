// The reverse of src/html/packed.hpp: base64, deflated, bytes of the same place together.

const arrayTypes = { u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, f4: Float32Array, f8: Float64Array };

/** Promises a typed array. */
export async function unpack(text, type) {
  const bytes = await inflate(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  const width = arrayTypes[type].BYTES_PER_ELEMENT;
  const length = bytes.length / width;
  const whole = new Uint8Array(bytes.length);
  for (let byte = 0; byte < width; ++byte) {
    for (let i = 0; i < length; ++i) whole[i * width + byte] = bytes[byte * length + i];
  }
  return new arrayTypes[type](whole.buffer);
}

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
