package routes.dev.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A backend on one file that answers a command only when what it changed is in the file.
 *
 * <p>Failure policy: a process that is killed at any moment loses nothing it has answered. The file is not forced to
 * the disk, so a power cut may lose the last seconds; production uses a MongoDB replica set.
 */
public final class DurableBackend extends H2Backend {

    private static final Set<String> READS = Set.of(
            "find",
            "getmore",
            "killcursors",
            "count",
            "distinct",
            "hello",
            "ismaster",
            "ping",
            "buildinfo",
            "listcollections",
            "listindexes",
            "listdatabases",
            "collstats",
            "dbstats",
            "serverstatus",
            "endsessions",
            "getparameter",
            "connectionstatus",
            "hostinfo",
            "whatsmyuri",
            "getlasterror");
    private static final int LEAST_CACHE_MEGABYTES = 64;
    private static final int PART_OF_HEAP_FOR_CACHE = 8;
    private static final int PAGE_BYTES = 4096;

    private final GroupCommit commits;
    private final Housekeeping housekeeping;
    private @Nullable LongAdder examined;

    /** Opens the file, or creates it. */
    public DurableBackend(Path file) {
        super(open(file));
        commits = new GroupCommit(getMvStore()::commit);
        housekeeping = new Housekeeping(getMvStore(), commits);
    }

    private static MVStore open(Path file) {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(cacheMegabytes())
                .pageSplitSize(PAGE_BYTES)
                .open();
        store.setVersionsToKeep(0);
        store.setRetentionTime(0);
        return store;
    }

    private static int cacheMegabytes() {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        return (int) Math.max(LEAST_CACHE_MEGABYTES, heap / PART_OF_HEAP_FOR_CACHE);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        return isRead(command, query)
                ? super.handleCommand(channel, database, command, query)
                : commits.write(() -> super.handleCommand(channel, database, command, query));
    }

    private static boolean isRead(String command, Document query) {
        if (command.equals("aggregate")) {
            return query.get("pipeline") instanceof List<?> stages
                    && stages.stream().noneMatch(DurableBackend::writes);
        }
        return READS.contains(command.toLowerCase(Locale.ROOT));
    }

    private static boolean writes(@Nullable Object stage) {
        return stage instanceof Document document && (document.containsKey("$out") || document.containsKey("$merge"));
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new IndexedDatabase(name, getMvStore(), getCursorRegistry(), examined());
    }

    /** How many documents were compared with a query so far: what an index saves. */
    public long documentsExamined() {
        return examined().sum();
    }

    /** Created on demand, because the superclass opens databases before the fields of this class are set. */
    private synchronized LongAdder examined() {
        if (examined == null) {
            examined = new LongAdder();
        }
        return examined;
    }

    @Override
    public void close() {
        housekeeping.close();
        commits.close();
        super.close();
    }
}
