package routes.subscription.owner;

import java.util.List;
import java.util.Optional;
import routes.subscription.Stamps;

/** Where projects, products and customers are kept. */
public interface OwnerRepository {
    /** @param namePart a part of the name, in any case, taken literally; empty for all */
    Found find(OwnerKind kind, String namePart, int skip, int limit);

    /** As it is stored now; empty when its id is there already. */
    Optional<Stored> add(OwnerKind kind, Owner owner, Stamps stamps);

    /** Adds those whose id is not there yet and says how many they were. */
    int addMissing(OwnerKind kind, List<Owner> owners, Stamps stamps);

    /** Whether there was one with this business id. */
    boolean remove(OwnerKind kind, String businessId);

    /** @param total how many there are in all */
    record Found(List<Stored> owners, long total) {
        public Found {
            owners = List.copyOf(owners);
        }
    }

    /** @param id 24 hex digits */
    record Stored(String id, Owner owner, boolean active, Stamps stamps) {}
}
