package routes.notice.receipt;

import java.util.List;
import routes.common.error.VeaiopsException;

/** Rule files that cannot be used; the message lists every problem with its file and line. */
public final class UnusableReceiptRules extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    UnusableReceiptRules(List<String> problems) {
        super("the rules for targets' answers cannot be used:\n  - " + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
