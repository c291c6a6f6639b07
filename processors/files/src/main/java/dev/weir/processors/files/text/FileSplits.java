package dev.weir.processors.files.text;

import dev.weir.api.SourceTask;
import dev.weir.api.Split;
import dev.weir.api.SplitReader;
import dev.weir.api.StopFlow;
import dev.weir.api.Storage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files as splits, in the order of their paths. A watched path gets a split for each new file, and
 * a file that was removed is told no more; else the files are those that were there when the run
 * began.
 *
 * @param <P> the position in a file
 */
public final class FileSplits<P extends Record> implements SourceTask<P> {

    private final Storage storage;
    private final String pattern;
    private final boolean watch;
    private final Opener<P> opener;

    public FileSplits(Storage storage, String pattern, boolean watch, Opener<P> opener) {
        this.storage = storage;
        this.pattern = pattern;
        this.watch = watch;
        this.opener = opener;
    }

    /** Opens a file where its reading stood. */
    @FunctionalInterface
    public interface Opener<P extends Record> {
        SplitReader<P> open(String path, Optional<P> position) throws Exception;
    }

    @Override
    public List<Split> splits(List<Split> known) throws Exception {
        if (!watch && !known.isEmpty()) {
            return known;
        }
        var there = new LinkedHashSet<String>();
        Settings.files(storage, pattern).forEach(file -> there.add(file.path()));
        var ids = new LinkedHashSet<String>();
        known.stream().map(Split::id).filter(there::contains).forEach(ids::add);
        ids.addAll(there);
        if (ids.isEmpty() && !watch) {
            throw new StopFlow("WEIR-4210", "there is no file " + pattern);
        }
        return ids.stream().map(id -> new Split(id, Map.of())).toList();
    }

    @Override
    public SplitReader<P> open(Split split, Optional<P> position) throws Exception {
        return opener.open(split.id(), position);
    }
}
