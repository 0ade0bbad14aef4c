package routes.common.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which addresses a URL that a user has set may lead to. Pure: it looks no name up. */
public final class EgressGuard {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    /** Networks whose addresses carry an IPv4 address, and at which byte. */
    private static final Map<Network, Integer> CARRIERS = Map.of(
            Network.parse("::/96"), 12,
            Network.parse("64:ff9b::/96"), 12,
            Network.parse("64:ff9b:1::/48"), 12,
            Network.parse("2002::/16"), 2);

    private final boolean privateTargets;
    private final List<Network> allowed;

    /**
     * @param privateTargets opens loopback and private networks, never link-local and cloud metadata
     * @param allowed open although the table closes them; each must be no wider than what it opens
     */
    public EgressGuard(boolean privateTargets, List<Network> allowed) {
        allowed.forEach(EgressGuard::requireNoWiderThanClosed);
        this.privateTargets = privateTargets;
        this.allowed = List.copyOf(allowed);
    }

    /** @param networks separated by commas */
    public static EgressGuard of(boolean privateTargets, String networks) {
        try {
            return new EgressGuard(
                    privateTargets,
                    Arrays.stream(networks.split(","))
                            .filter(text -> !text.isBlank())
                            .map(Network::parse)
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("veaiops.egress.allowed-networks: " + e.getMessage(), e);
        }
    }

    /** Why this address must not be called; empty when it may. */
    public Optional<String> objectionTo(InetAddress address) {
        InetAddress plain = address instanceof Inet6Address six ? unmapped(six) : address;
        return ruled(plain).or(() -> carried(plain).flatMap(this::ruled));
    }

    /** Why this host must not be called, whatever a name server says; empty for a name. */
    public Optional<String> objectionToHost(String host) {
        String name = bare(host);
        if (!name.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            return Optional.of("is no plain host name: write an international name in its xn-- form");
        }
        if (name.matches("(.*\\.)?localhost\\.*")) {
            return objectionTo(InetAddress.getLoopbackAddress());
        }
        if (!IpLiteral.looksLikeOne(name)) {
            return Optional.empty();
        }
        return IpLiteral.parse(name)
                .map(this::objectionTo)
                .orElse(Optional.of("is no plain address: write four decimal numbers, or IPv6 without a zone"));
    }

    /** The same for the host of a URL. */
    public Optional<String> objectionToUrl(String url) {
        return WebAddress.parse(url)
                .map(address -> objectionToHost(address.host()))
                .orElse(Optional.of("is no http or https URL with a host"));
    }

    private Optional<String> ruled(InetAddress address) {
        TargetRule rule = TargetRule.of(address);
        boolean open =
                switch (rule.access()) {
                    case OPEN -> true;
                    case PRIVATE -> privateTargets;
                    case CLOSED -> false;
                };
        if (open || allowed.stream().anyMatch(network -> opens(network, rule) && network.contains(address))) {
            return Optional.empty();
        }
        String remedy = rule.access() == TargetRule.Access.PRIVATE
                ? "veaiops.egress.allow-private-targets=true opens private targets, "
                : "";
        return Optional.of("leads to a forbidden address: " + rule.meaning() + ", " + rule.network() + " (" + remedy
                + "veaiops.egress.allowed-networks opens a network)");
    }

    private static void requireNoWiderThanClosed(Network network) {
        TargetRule rule = TargetRule.of(network.base());
        if (rule.access() != TargetRule.Access.OPEN && !opens(network, rule)) {
            throw new IllegalArgumentException(network + " is wider than " + rule.network() + ", " + rule.meaning()
                    + ", which it would open: name that or less");
        }
    }

    private static boolean opens(Network network, TargetRule rule) {
        return network.prefix() >= rule.network().prefix();
    }

    private static Optional<InetAddress> carried(InetAddress address) {
        return Optional.ofNullable(CARRIERS.get(TargetRule.of(address).network()))
                .map(from -> four(address.getAddress(), from));
    }

    /** Java unwraps {@code ::ffff:0:0/96} in most, not in all ways of making an address. */
    private static InetAddress unmapped(Inet6Address address) {
        byte[] bytes = address.getAddress();
        boolean mapped = bytes[10] == -1 && bytes[11] == -1;
        for (int index = 0; index < 10; index++) {
            mapped &= bytes[index] == 0;
        }
        return mapped ? four(bytes, IPV6_BYTES - IPV4_BYTES) : address;
    }

    private static InetAddress four(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + IPV4_BYTES));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static String bare(String host) {
        String inner = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return inner.toLowerCase(Locale.ROOT);
    }
}
