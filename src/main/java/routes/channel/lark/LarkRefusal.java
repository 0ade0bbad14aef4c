package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import routes.common.error.VeaiopsException;

/** Lark answered a call with a no. The message names the path and Lark's code; Lark's words are not repeated. */
final class LarkRefusal extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    private final int code;

    LarkRefusal(String path, int status, JsonNode body) {
        super("Lark answers " + path + " with code " + body.path("code").asText("none") + " (HTTP " + status + ")");
        this.code = body.path("code").asInt(-1);
    }

    /** Lark's code; -1 when it gave none. */
    int code() {
        return code;
    }
}
