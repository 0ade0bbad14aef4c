package routes.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;

/** Distinguishes "it is there already", which is fine for an idempotent insert, from real failures. */
final class DuplicateKeys {
    private DuplicateKeys() {}

    /** Whether a write was refused because its key is there already. */
    static boolean caused(MongoWriteException e) {
        return e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    /** Returns when every error is a duplicate key; rethrows otherwise. */
    static void rethrowOthers(MongoBulkWriteException e) {
        boolean duplicates = e.getWriteConcernError() == null
                && e.getWriteErrors().stream()
                        .allMatch(error -> ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY);
        if (!duplicates) {
            throw e;
        }
    }

    /** Writes. @return false when the key is there already, and nothing was written */
    static boolean absent(Runnable write) {
        try {
            write.run();
            return true;
        } catch (MongoWriteException e) {
            if (caused(e)) {
                return false;
            }
            throw e;
        }
    }
}
