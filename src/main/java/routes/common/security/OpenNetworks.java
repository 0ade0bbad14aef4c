package routes.common.security;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Networks whose senders need no token, for senders that cannot be given one. */
public record OpenNetworks(List<Network> networks) {
    public static final OpenNetworks NONE = new OpenNetworks(List.of());

    private static final String SETTING = "veaiops.alarms.open-networks";

    public OpenNetworks {
        networks = List.copyOf(networks);
    }

    /**
     * @param networks such as {@code 10.0.0.0/8}, separated by commas; blank for none
     * @throws IllegalArgumentException that names the setting
     */
    public static OpenNetworks of(String networks) {
        try {
            return new OpenNetworks(Arrays.stream(networks.split(","))
                    .map(String::strip)
                    .filter(network -> !network.isEmpty())
                    .map(Network::parse)
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(SETTING + " is not usable: " + e.getMessage());
        }
    }

    public boolean isEmpty() {
        return networks.isEmpty();
    }

    /** @param address of the sender's end of the connection */
    public boolean contains(String address) {
        return !networks.isEmpty()
                && IpLiteral.parse(address)
                        .filter(ip -> networks.stream().anyMatch(network -> network.contains(ip)))
                        .isPresent();
    }

    @Override
    public String toString() {
        return networks.stream().map(Network::toString).collect(Collectors.joining(", "));
    }
}
