package routes.notice.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import routes.common.error.VeaiopsException;

/** A template whose result is no JSON; the check at the start finds most of them before a notice does. */
final class BrokenTemplate extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    BrokenTemplate(String file, JsonProcessingException cause) {
        super(file + " makes no JSON: " + cause.getOriginalMessage());
    }
}
