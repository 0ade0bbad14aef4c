package routes.common.security;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A block of IP addresses, such as {@code 10.0.0.0/8}.
 *
 * @param prefix how many leading bits of {@code base} all its addresses share
 */
public record Network(InetAddress base, int prefix) {
    public Network {
        if (prefix < 0 || prefix > base.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("no network has the prefix /" + prefix);
        }
        if (!sameBits(base.getAddress(), new byte[base.getAddress().length], prefix, Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(base.getHostAddress() + "/" + prefix
                    + " has bits behind its prefix: name the network's first address");
        }
    }

    /** @param text {@code address/prefix}; a mere address is a network of one */
    public static Network parse(String text) {
        String[] parts = text.strip().split("/", 2);
        Optional<InetAddress> base = IpLiteral.parse(parts[0]);
        if (base.isEmpty() || parts.length == 2 && !parts[1].matches("\\d{1,3}")) {
            throw new IllegalArgumentException("'" + text + "' is no network such as 10.0.0.0/8 or fd00::/8");
        }
        int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : base.get().getAddress().length * Byte.SIZE;
        return new Network(base.get(), prefix);
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] ours = base.getAddress();
        return bytes.length == ours.length && sameBits(bytes, ours, 0, prefix);
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefix;
    }

    private static boolean sameBits(byte[] one, byte[] other, int from, int to) {
        int end = Math.min(to, one.length * Byte.SIZE);
        for (int bit = from; bit < end; bit++) {
            int mask = 1 << (Byte.SIZE - 1 - bit % Byte.SIZE);
            if ((one[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
