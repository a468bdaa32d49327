package io.resilientagent.redis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.resilientagent.redis.NewsReader.Problem;
import io.resilientagent.time.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** One line when sharing ends and when it begins again, and one per kind of trouble and hour. */
final class SharingLog {

    private static final Log logger = LogFactory.getLog("io.resilientagent.sharing");

    /** What Redis, its clusters and its proxies begin an error with; nothing else of it goes into the log. */
    private static final Pattern CODE = Pattern.compile(
            "\\b(?:OOM|WRONGTYPE|READONLY|MISCONF|NOPERM|NOREPLICAS|MOVED|CROSSSLOT|CLUSTERDOWN|MASTERDOWN|LOADING|ERR)\\b");

    private static final long PAUSE = TimeUnit.HOURS.toNanos(1);

    private final Map<String, Long> warned = new ConcurrentHashMap<>();

    private final Ticker ticker = Ticker.system();

    private final String keys;

    private boolean local;

    SharingLog(String keys) {
        this.keys = keys;
    }

    void shared() {
        this.local = false;
        logger.info("Circuits are shared through Redis, under " + this.keys);
    }

    void local(Throwable ex) {
        Throwable root = ex;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String line = "Circuits are not shared through Redis and go on locally: "
                + root.getClass().getSimpleName() + ": " + oneLine(String.valueOf(root.getMessage()));
        if (!this.local) {
            this.local = true;
            logger.warn(line + "; they are shared again as soon as Redis answers");
        } else {
            logger.debug(line);
        }
    }

    private static String oneLine(String message) {
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        return (line.length() > 200) ? line.substring(0, 200) : line;
    }

    /** Redis has passed the news on but could not keep them, or has something else under a key of ours. */
    void refused(String error) {
        Matcher known = CODE.matcher(error);
        String code = known.find() ? known.group() : "UNKNOWN";
        once(
                "store " + code,
                "Circuits are shared, but Redis does not keep them for instances that come later: " + code);
    }

    /** A fault of the library's own, or an Error: the news are lost, those after them are not. */
    void failed(Throwable ex) {
        String type = ex.getClass().getSimpleName();
        once("adopt " + type, "News of circuits could not be adopted: " + type);
    }

    void unreadable(Problem problem) {
        once("news " + problem, "Something about circuits in Redis was ignored: " + problem.text);
    }

    private void once(String what, String line) {
        long now = this.ticker.nanos();
        Long last = this.warned.get(what);
        if (last == null || now - last > PAUSE) {
            this.warned.put(what, now);
            logger.warn(line);
        }
    }
}
