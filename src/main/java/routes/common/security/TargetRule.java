package routes.common.security;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a network may be the target of a call. The table follows the special-purpose registries of IANA (RFC 6890) and
 * adds the addresses where clouds hand out credentials; the narrowest network that holds an address decides.
 *
 * @param meaning what the network is for, in the words of an error
 */
record TargetRule(Network network, Access access, String meaning) {
    /** Who may open a network. */
    enum Access {
        OPEN,
        /** Open to {@code veaiops.egress.allow-private-targets}. */
        PRIVATE,
        /** Open only if {@code veaiops.egress.allowed-networks} names it. */
        CLOSED
    }

    private static final List<TargetRule> TABLE = Stream.of(
                    open("0.0.0.0/0", "IPv4"),
                    open("2000::/3", "IPv6"),
                    own("10.0.0.0/8", "private network"),
                    own("172.16.0.0/12", "private network"),
                    own("192.168.0.0/16", "private network"),
                    own("127.0.0.0/8", "loopback"),
                    own("100.64.0.0/10", "carrier-grade NAT"),
                    own("198.18.0.0/15", "benchmark network"),
                    own("::1/128", "loopback"),
                    own("fc00::/7", "unique local network"),
                    closed("0.0.0.0/8", "this network"),
                    closed("169.254.0.0/16", "link-local, cloud metadata"),
                    closed("100.100.100.200/32", "cloud metadata"),
                    closed("100.96.0.96/32", "cloud metadata"),
                    closed("168.63.129.16/32", "cloud metadata"),
                    closed("192.0.0.0/24", "protocol assignments"),
                    closed("192.0.2.0/24", "documentation"),
                    closed("198.51.100.0/24", "documentation"),
                    closed("203.0.113.0/24", "documentation"),
                    closed("192.88.99.0/24", "6to4 relay"),
                    closed("224.0.0.0/4", "multicast"),
                    closed("240.0.0.0/4", "reserved"),
                    closed("255.255.255.255/32", "broadcast"),
                    closed("::/0", "not a global unicast address"),
                    closed("::/128", "unspecified address"),
                    closed("::/96", "IPv4-compatible address"),
                    closed("64:ff9b::/96", "NAT64"),
                    closed("64:ff9b:1::/48", "NAT64"),
                    closed("100::/64", "discard"),
                    closed("2001::/23", "protocol assignments"),
                    closed("2001:db8::/32", "documentation"),
                    closed("2002::/16", "6to4"),
                    closed("3fff::/20", "documentation"),
                    closed("5f00::/16", "segment routing"),
                    closed("fd00:ec2::254/128", "cloud metadata"),
                    closed("fd20:ce::254/128", "cloud metadata"),
                    closed("fe80::/10", "link-local"),
                    closed("fec0::/10", "site-local"),
                    closed("ff00::/8", "multicast"))
            .sorted(Comparator.comparingInt((TargetRule rule) -> rule.network().prefix())
                    .reversed())
            .toList();

    static TargetRule of(InetAddress address) {
        return TABLE.stream()
                .filter(rule -> rule.network().contains(address))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the table covers every address"));
    }

    private static TargetRule open(String network, String meaning) {
        return new TargetRule(Network.parse(network), Access.OPEN, meaning);
    }

    private static TargetRule own(String network, String meaning) {
        return new TargetRule(Network.parse(network), Access.PRIVATE, meaning);
    }

    private static TargetRule closed(String network, String meaning) {
        return new TargetRule(Network.parse(network), Access.CLOSED, meaning);
    }
}
