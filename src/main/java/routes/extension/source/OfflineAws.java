package routes.extension.source;

import java.net.URI;
import java.security.PublicKey;
import routes.common.error.VeaiopsException;

/** AWS for commands, which only read mapping files: no call leaves the process. */
final class OfflineAws implements SnsAuth.Aws {
    @Override
    public PublicKey signingKey(URI certificate) {
        throw refused(certificate);
    }

    @Override
    public void visit(URI address) {
        throw refused(address);
    }

    private static VeaiopsException refused(URI address) {
        return new VeaiopsException("network calls are disabled for commands: " + address.getHost());
    }
}
