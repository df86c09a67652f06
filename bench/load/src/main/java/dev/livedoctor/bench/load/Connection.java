package dev.livedoctor.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A kept-alive HTTP/1.1 connection to this machine that costs next to nothing. Not for use by several threads. */
final class Connection implements AutoCloseable {
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int TIMEOUT_MS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[1 << 16];
    private int filled;

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** A whole request as bytes, to be sent again and again. */
    static byte[] post(String path, byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends {@code request}, reads all of the answer and gives its status. */
    int exchange(byte[] request) throws IOException {
        out.write(request);
        filled = 0;
        int body = head();
        String head = new String(buffer, 0, body, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int length = head.indexOf(LENGTH);
        if (length >= 0) {
            int digits = length + LENGTH.length();
            int end = body + Integer.parseInt(head.substring(digits, head.indexOf('\r', digits)).strip());
            while (filled < end) {
                fill();
            }
        } else if (head.contains(CHUNKED)) {
            while (!endsWithLastChunk(body)) {
                fill();
            }
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    /** What {@link #exchange} read last: head and body. */
    String answer() {
        return new String(buffer, 0, filled, StandardCharsets.UTF_8);
    }

    private int head() throws IOException {
        for (int i = 0; ; i++) {
            while (filled < i + 4) {
                fill();
            }
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i + 4;
            }
        }
    }

    /** A body of JSON never ends like that by itself. */
    private boolean endsWithLastChunk(int body) {
        int start = filled - LAST_CHUNK.length;
        return start >= body && Arrays.equals(buffer, start, filled, LAST_CHUNK, 0, LAST_CHUNK.length);
    }

    private void fill() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("the service closed the connection");
        }
        filled += read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
