package routes.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;

/** Tells "it is there already", which is fine for an idempotent insert, from real failures. */
final class DuplicateKeys {
    private DuplicateKeys() {}

    /** Returns when every error is a duplicate key; rethrows otherwise. */
    static void rethrowOthers(MongoBulkWriteException e) {
        boolean duplicates = e.getWriteConcernError() == null
                && e.getWriteErrors().stream()
                        .allMatch(error -> ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY);
        if (!duplicates) {
            throw e;
        }
    }
}
