package dev.weir.expression.duck;

import dev.weir.api.Batch;
import dev.weir.api.Database.Feed;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A statement that runs on a platform thread of its own (DuckDB pins virtual ones) while its input
 * is written. At most two batches wait between the writer and the statement.
 */
final class StatementFeed implements Feed {
    private static final int WAITING = 2;

    private final DuckDBConnection connection;
    private final Statement statement;
    private final String sql;
    private final Thread thread;
    private final ArrowArrayStream stream;

    // All of these are guarded by the lock.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Batch> waiting = new ArrayDeque<>(WAITING);
    private boolean ended;
    private boolean abandoned;
    private boolean done;
    private @Nullable Throwable failure;

    private StatementFeed(
            DuckDBConnection connection,
            BufferAllocator allocator,
            String sql,
            String input,
            Schema schema)
            throws SQLException {
        this.connection = connection;
        this.sql = sql;
        this.statement = connection.createStatement();
        var reader = new BatchReader(allocator, schema, this::take);
        this.stream = DuckSession.register(connection, allocator, input, reader);
        this.thread = Thread.ofPlatform().name("weir-duckdb-feed").daemon().unstarted(this::run);
    }

    /** Starts a statement; takes over the connection. */
    static StatementFeed start(
            DuckDBConnection connection,
            BufferAllocator allocator,
            String sql,
            String input,
            Schema schema)
            throws SQLException {
        try {
            var feed = new StatementFeed(connection, allocator, sql, input, schema);
            feed.thread.start();
            return feed;
        } catch (SQLException | RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    private void run() {
        Throwable thrown = null;
        try {
            statement.execute(sql);
        } catch (SQLException | RuntimeException | Error e) {
            thrown = e;
        }
        lock.lock();
        try {
            failure = thrown;
            done = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Called by DuckDB on the statement's thread. */
    private Optional<Batch> take() throws IOException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !ended && !abandoned) {
                changed.await();
            }
            if (abandoned) {
                throw new IOException("the input was abandoned");
            }
            changed.signalAll();
            return Optional.ofNullable(waiting.poll());
        } catch (InterruptedException e) {
            throw new InterruptedIOException("the statement was interrupted");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(Batch batch) throws SQLException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.size() >= WAITING && !done) {
                changed.await();
            }
            if (done) {
                throw failed();
            }
            waiting.add(batch.share());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void finish() throws SQLException, InterruptedException {
        lock.lockInterruptibly();
        try {
            ended = true;
            changed.signalAll();
            while (!done) {
                changed.await();
            }
            if (failure != null) {
                throw failed();
            }
        } finally {
            lock.unlock();
        }
    }

    private SQLException failed() {
        return failure == null
                ? new SQLException("the statement ended before its input: " + sql)
                : DuckError.of(failure).exception(sql, failure);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            abandoned = true;
            changed.signalAll();
            if (!done) {
                statement.cancel();
            }
        } catch (SQLException e) {
            // It ends by itself then: its input fails.
        } finally {
            lock.unlock();
        }
        awaitThread();
        waiting.forEach(Batch::close);
        waiting.clear();
        try (connection;
                statement) {
            DuckSession.release(stream);
        } catch (SQLException e) {
            throw new IllegalStateException("a feed cannot be closed: " + e.getMessage(), e);
        }
    }

    private void awaitThread() {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
