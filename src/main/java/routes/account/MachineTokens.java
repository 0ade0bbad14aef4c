package routes.account;

import java.util.List;
import java.util.Optional;
import routes.common.repository.Listed;

/** The machine tokens, in the store. Every change reaches every copy. */
public interface MachineTokens {
    String newId();

    /** @return false when the name is taken, and nothing was written */
    boolean insert(MachineToken token);

    List<MachineToken> all();

    Optional<MachineToken> find(String id);

    Listed<MachineToken> list(int skip, int limit);

    void delete(String id);
}
