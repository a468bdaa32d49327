package io.resilientagent.testing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.support.SimpleValueWrapper;

/** A cache manager with the cache of this library, which can be looked into, and be made to fail and to hang. */
public final class FakeCaches implements CacheManager, Cache {

    private final Map<Object, Object> kept = new ConcurrentHashMap<>();

    private volatile @Nullable Runnable before;

    /** Lets every access begin with this. */
    public void before(@Nullable Runnable task) {
        this.before = task;
    }

    /** What is in the cache. */
    public Map<Object, Object> kept() {
        return this.kept;
    }

    /** Waits until there are so many answers. */
    public void awaitKept(int count) {
        Await.until(count + " stored answers", () -> this.kept.size() == count);
    }

    private void access() {
        Runnable task = this.before;
        if (task != null) {
            task.run();
        }
    }

    @Override
    public Cache getCache(String name) {
        return this;
    }

    @Override
    public Collection<String> getCacheNames() {
        return List.of(getName());
    }

    @Override
    public String getName() {
        return "resilient-agent";
    }

    @Override
    public Object getNativeCache() {
        return this.kept;
    }

    @Override
    public @Nullable ValueWrapper get(Object key) {
        access();
        Object value = this.kept.get(key);
        return (value != null) ? new SimpleValueWrapper(value) : null;
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        access();
        this.kept.put(key, value);
    }

    @Override
    public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> @Nullable T get(Object key, Callable<T> loader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void evict(Object key) {
        this.kept.remove(key);
    }

    @Override
    public void clear() {
        this.kept.clear();
    }
}
