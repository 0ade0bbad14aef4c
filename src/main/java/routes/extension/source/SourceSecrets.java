package routes.extension.source;

import java.time.Instant;
import java.util.List;
import routes.common.security.OpenNetworks;
import routes.common.security.TokenCheck;

/** What operators have set for one source. */
public interface SourceSecrets {
    /** {@code veaiops.alarms.token.<source>}: the tokens of its callers. */
    TokenCheck tokens();

    /** {@code veaiops.alarms.open-networks}: where callers need no token; a signature is asked for all the same. */
    OpenNetworks openNetworks();

    /** {@code veaiops.alarms.secret.<source>}: signing secrets, several while one is changed. */
    List<String> signingSecrets();

    /** {@code veaiops.alarms.topics.<source>}: topics that may send. */
    List<String> topics();

    /** {@code veaiops.alarms.sns-sha1}: whether messages of SNS may be signed with SHA-1. */
    boolean sha1();

    Instant now();
}
