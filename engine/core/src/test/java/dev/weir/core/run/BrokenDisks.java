package dev.weir.core.run;

import dev.weir.core.state.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Ways to break the engine's order of things on purpose, to see whether the simulation notices. */
final class BrokenDisks {

    private BrokenDisks() {}

    /**
     * A checkpoint reaches the disk only when the next one is saved: so sinks commit before it
     * does.
     */
    static Disk commitsTooEarly(Disk sound) {
        return new Passing(sound) {
            private Runnable late = () -> {};

            @Override
            public void replace(Path file, byte[] content) throws IOException {
                if (!file.getFileName().toString().startsWith("checkpoint-")) {
                    super.replace(file, content);
                    return;
                }
                late.run();
                late =
                        () -> {
                            try {
                                super.replace(file, content);
                            } catch (IOException e) {
                                // It comes too late for anybody to hear of it.
                            }
                        };
            }
        };
    }

    /** Says that everything is durable, and syncs nothing. */
    static Disk syncsNothing(Disk sound) {
        return new Passing(sound) {
            @Override
            public Appender append(Path file) throws IOException {
                Appender appender = super.append(file);
                return new Appender() {
                    @Override
                    public void write(ByteBuffer bytes) throws IOException {
                        appender.write(bytes);
                    }

                    @Override
                    public long length() throws IOException {
                        return appender.length();
                    }

                    @Override
                    public void truncate(long length) throws IOException {
                        appender.truncate(length);
                    }

                    @Override
                    public void sync() {}

                    @Override
                    public void close() throws IOException {
                        appender.close();
                    }
                };
            }

            @Override
            public void syncFolder(Path folder) {}
        };
    }

    private static class Passing implements Disk {
        private final Disk sound;

        Passing(Disk sound) {
            this.sound = sound;
        }

        @Override
        public void createFolders(Path folder) throws IOException {
            sound.createFolders(folder);
        }

        @Override
        public List<String> list(Path folder) throws IOException {
            return sound.list(folder);
        }

        @Override
        public Optional<byte[]> read(Path file) throws IOException {
            return sound.read(file);
        }

        @Override
        public Appender append(Path file) throws IOException {
            return sound.append(file);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            sound.rename(from, to);
        }

        @Override
        public void delete(Path file) throws IOException {
            sound.delete(file);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            sound.syncFolder(folder);
        }

        @Override
        public Locked lock(Path file, String holder) throws IOException {
            return sound.lock(file, holder);
        }
    }
}
