package routes.common.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Hands the HTTP client the addresses that it may dial. The client asks it for literals too and dials what it is given, so
 * that no other answer can come between the check and the call.
 */
public final class GuardedDnsResolver implements DnsResolver {
    private final EgressGuard guard;
    private final DnsResolver names;

    public GuardedDnsResolver(EgressGuard guard, DnsResolver names) {
        this.guard = guard;
        this.names = names;
    }

    /** @throws ForbiddenTarget if no address of the host may be dialled */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        Optional<String> literal = guard.objectionToHost(host);
        if (literal.isPresent()) {
            throw new ForbiddenTarget(literal.get(), true);
        }
        List<InetAddress> open = new ArrayList<>();
        String objection = "has no address";
        for (InetAddress address : names.resolve(host)) {
            Optional<String> found = guard.objectionTo(address);
            objection = found.orElse(objection);
            if (found.isEmpty()) {
                open.add(address);
            }
        }
        if (open.isEmpty()) {
            throw new ForbiddenTarget(objection, false);
        }
        return open.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }
}
