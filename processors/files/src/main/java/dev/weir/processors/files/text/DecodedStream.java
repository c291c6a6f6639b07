package dev.weir.processors.files.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of some encoding as UTF-8. A byte that is no character of the encoding becomes the byte
 * 0xFF, which is no UTF-8 either: so whoever checks finds it in its row.
 */
public final class DecodedStream extends InputStream {

    private static final int SIZE = 1 << 15;

    private final InputStream stream;
    private final CharsetDecoder decoder;
    private final ByteBuffer input = ByteBuffer.allocate(SIZE).flip();
    private final CharBuffer chars = CharBuffer.allocate(SIZE + 1);
    private ByteBuffer output = ByteBuffer.allocate(0);
    private boolean bad;
    private boolean ended;

    public DecodedStream(InputStream stream, Charset encoding) {
        this.stream = stream;
        this.decoder =
                encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read() throws IOException {
        return fill() ? output.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int at, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int size = Math.min(count, output.remaining());
        output.get(target, at, size);
        return size;
    }

    private boolean fill() throws IOException {
        while (!output.hasRemaining()) {
            if (bad) {
                bad = false;
                output = ByteBuffer.wrap(new byte[] {-1});
            } else if (ended) {
                return false;
            } else {
                decode();
            }
        }
        return true;
    }

    private void decode() throws IOException {
        input.compact();
        int read = stream.readNBytes(input.array(), input.position(), input.remaining());
        boolean last = read < input.remaining();
        input.position(input.position() + read).flip();
        CoderResult result = decoder.decode(input, chars, last);
        if (result.isError()) {
            bad = true;
            input.position(input.position() + result.length());
        } else if (last && result.isUnderflow()) {
            decoder.flush(chars);
            ended = true;
        }
        chars.flip();
        // The second half of a pair comes with the next piece.
        boolean split =
                chars.hasRemaining()
                        && !ended
                        && Character.isHighSurrogate(chars.get(chars.limit() - 1));
        char half = split ? chars.get(chars.limit() - 1) : 0;
        chars.limit(chars.limit() - (split ? 1 : 0));
        output = StandardCharsets.UTF_8.encode(chars);
        chars.clear();
        if (split) {
            chars.put(half);
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
