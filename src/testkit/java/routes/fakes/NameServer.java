package routes.fakes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;

/** Names in memory; answers of one name are given in turn, the last one for ever. Literals are read as the system does. */
public final class NameServer implements DnsResolver {
    private final Map<String, Queue<String[]>> names = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    /** @param addresses one answer */
    public NameServer answer(String name, String... addresses) {
        names.computeIfAbsent(name, unused -> new ConcurrentLinkedQueue<>()).add(addresses);
        return this;
    }

    public int asked() {
        return asked.get();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        asked.incrementAndGet();
        Queue<String[]> answers = names.get(host);
        if (answers == null) {
            if (!host.matches("[\\[\\]0-9a-fA-F.:]*")) {
                throw new UnknownHostException(host);
            }
            return InetAddress.getAllByName(host);
        }
        String[] next = answers.size() > 1 ? answers.remove() : answers.element();
        InetAddress[] found = new InetAddress[next.length];
        for (int index = 0; index < next.length; index++) {
            found[index] = InetAddress.getByName(next[index]);
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
