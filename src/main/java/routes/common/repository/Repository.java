package routes.common.repository;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where the records of one kind of configuration are kept. Throws when the store is away. */
public interface Repository<T> {
    /** What a write led to. */
    enum Outcome {
        DONE,
        /** There is no record with this id. */
        MISSING,
        /** Another record has the same unique key. */
        TAKEN
    }

    /** A number that moves after every change, in whatever copy. */
    long version();

    String newId();

    /** {@link Outcome#DONE} or {@link Outcome#TAKEN}. */
    Outcome insert(T one);

    /** Inserts those whose unique key is free. @return how many they are */
    default int insertMissing(List<T> some) {
        return (int) some.stream().filter(one -> insert(one) == Outcome.DONE).count();
    }

    Optional<T> find(String id);

    Listed<T> page(Query query, int skip, int limit);

    List<T> all(Query query);

    /** The first of those that the query wants. */
    default Optional<T> first(Query query) {
        return page(query, 0, 1).items().stream().findFirst();
    }

    /** Those of the ids that exist, in the order of the ids. */
    List<T> findAll(Collection<String> ids);

    /** Writes every field of the record; fields that others stored beside them stay. */
    Outcome replace(T one);

    /** Writes these fields only. @param fields as {@link Records#tree} names them */
    Outcome set(String id, ObjectNode fields);

    /** @return whether the record existed */
    boolean delete(String id);
}
