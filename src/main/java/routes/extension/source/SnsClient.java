package routes.extension.source;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * Calls AWS SNS through a route; certificates are kept, as many as a small hub ever sees. A certificate is fetched before it is
 * known whether its message is genuine, so callers cannot make much of it: one is fetched at a time, and one that could not be
 * had is not fetched again for a while.
 *
 * <p>Failure policy: who comes while another certificate is fetched is answered 503; SNS delivers again.
 */
public final class SnsClient implements SnsAuth.Aws {
    private static final int MOST_KEPT = 100;
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Function<URI, byte[]> get;
    private final Clock clock;
    private final Map<URI, PublicKey> keys = new ConcurrentHashMap<>();
    private final Map<URI, Instant> failed = new ConcurrentHashMap<>();
    private final ReentrantLock fetching = new ReentrantLock();

    /** @param get fetches an address, within a timeout */
    public SnsClient(Function<URI, byte[]> get, Clock clock) {
        this.get = get;
        this.clock = clock;
    }

    @Override
    public PublicKey signingKey(URI certificate) {
        PublicKey known = keys.get(certificate);
        if (known != null) {
            return known;
        }
        requireNoFailure(certificate);
        if (!fetching.tryLock()) {
            throw RefusedRequest.of(ErrorCode.UNAVAILABLE, "another certificate of AWS SNS is fetched now");
        }
        try {
            PublicKey fetched = key(fetch(certificate));
            if (keys.size() < MOST_KEPT) {
                keys.put(certificate, fetched);
            }
            return fetched;
        } catch (RefusedRequest e) {
            remember(certificate);
            throw e;
        } finally {
            fetching.unlock();
        }
    }

    private void requireNoFailure(URI certificate) {
        Instant last = failed.get(certificate);
        if (last != null && clock.instant().isBefore(last.plus(PAUSE))) {
            throw RefusedRequest.of(ErrorCode.UNAVAILABLE, "the certificate could not be had a moment ago");
        }
    }

    private void remember(URI certificate) {
        Instant now = clock.instant();
        if (failed.size() >= MOST_KEPT) {
            failed.values().removeIf(last -> now.isAfter(last.plus(PAUSE)));
        }
        if (failed.size() < MOST_KEPT) {
            failed.put(certificate, now);
        }
    }

    @Override
    public void visit(URI address) {
        fetch(address);
    }

    /** SNS delivers again after a 503. */
    private byte[] fetch(URI address) {
        try {
            return get.apply(address);
        } catch (RuntimeException e) {
            throw RefusedRequest.of(ErrorCode.UNAVAILABLE, "AWS SNS does not answer now");
        }
    }

    private static PublicKey key(byte[] pem) {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
            certificate.checkValidity();
            return certificate.getPublicKey();
        } catch (CertificateException e) {
            throw RefusedRequest.of(ErrorCode.UNAUTHENTICATED, "SigningCertURL holds no valid certificate");
        }
    }
}
