package routes.notice.render;

import java.util.List;
import routes.common.error.VeaiopsException;

/** Templates that cannot be used; the message lists every problem with its file and line. */
public final class UnusableTemplates extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    UnusableTemplates(List<String> problems) {
        super("the message templates cannot be used:\n  - " + String.join("\n  - ", problems));
    }
}
