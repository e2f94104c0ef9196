package main

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// pieceBytes is what is read, hashed and forgotten at once.
const pieceBytes = 256 << 10

var contentPath = regexp.MustCompile(`^/y4m/[^/]+/([^/]+)$`)

type sink struct {
	client http.Client
	origin *url.URL
	// files is the folder whose files are sent, by name.
	files string
	// commit is how long the reply to a fragment takes.
	commit time.Duration
	pieces *sync.Pool
	mutex  sync.Mutex
	// hashes are of what each session has received, by the path of its uploadUrl.
	hashes map[string]quickXorHash
}

func newSink(origin *url.URL, files string, commit time.Duration) *sink {
	// The emulator is on this machine, under a name that its certificate has not.
	transport := &http.Transport{
		TLSClientConfig:     &tls.Config{InsecureSkipVerify: true},
		MaxIdleConnsPerHost: 64,
		DisableCompression:  true,
	}
	client := http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	pieces := &sync.Pool{New: func() any { return new([pieceBytes]byte) }}
	return &sink{
		client: client, origin: origin, files: files, commit: commit, pieces: pieces,
		hashes: map[string]quickXorHash{},
	}
}

func (one *sink) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	switch {
	case request.Method == http.MethodPut:
		one.fragment(writer, request)
	case request.Method == http.MethodGet && contentPath.MatchString(request.URL.Path):
		one.content(writer, request)
	default:
		if reply, err := one.ask(request, request.Method, nil); err == nil {
			pass(writer, reply)
		} else {
			panic(http.ErrAbortHandler)
		}
	}
}

// fragment reads and hashes the body. A body that breaks off is as if it had never been.
func (one *sink) fragment(writer http.ResponseWriter, request *http.Request) {
	one.mutex.Lock()
	hash := one.hashes[request.URL.Path]
	one.mutex.Unlock()
	piece := one.pieces.Get().(*[pieceBytes]byte)
	defer one.pieces.Put(piece)
	received := 0
	for {
		n, err := request.Body.Read(piece[:])
		hash.update(piece[:n])
		received += n
		if err == io.EOF {
			break
		}
		if err != nil {
			panic(http.ErrAbortHandler)
		}
	}
	reply, err := one.ask(request, http.MethodPut, map[string]string{
		"X-Received-Bytes": strconv.Itoa(received),
		"X-Quick-Xor-Hash": hash.digest(),
	})
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if reply.StatusCode < 300 {
		one.mutex.Lock()
		one.hashes[request.URL.Path] = hash
		one.mutex.Unlock()
	}
	time.Sleep(one.commit)
	pass(writer, reply)
}

// content sends a file, or the range of it that the emulator says.
func (one *sink) content(writer http.ResponseWriter, request *http.Request) {
	reply, err := one.ask(request, http.MethodHead, nil)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if reply.StatusCode != http.StatusOK && reply.StatusCode != http.StatusPartialContent {
		pass(writer, reply)
		return
	}
	defer reply.Body.Close()
	name := contentPath.FindStringSubmatch(request.URL.Path)[1]
	file, err := os.Open(filepath.Join(one.files, filepath.Base(name)))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer file.Close()
	start, _, _ := strings.Cut(strings.TrimPrefix(reply.Header.Get("Content-Range"), "bytes "), "-")
	offset, _ := strconv.ParseInt(start, 10, 64)
	piece := one.pieces.Get().(*[pieceBytes]byte)
	defer one.pieces.Put(piece)
	copyHeaders(writer, reply)
	writer.WriteHeader(reply.StatusCode)
	// Without the methods that would make io.CopyBuffer leave the buffer aside.
	body := struct{ io.Reader }{io.NewSectionReader(file, offset, reply.ContentLength)}
	if _, err := io.CopyBuffer(struct{ io.Writer }{writer}, body, piece[:]); err != nil {
		panic(http.ErrAbortHandler)
	}
}

// ask sends a request to the emulator without its body.
func (one *sink) ask(request *http.Request, method string, more map[string]string) (*http.Response, error) {
	target := *request.URL
	target.Scheme, target.Host = one.origin.Scheme, one.origin.Host
	passed := &http.Request{Method: method, URL: &target, Host: request.Host, Header: request.Header.Clone()}
	for _, name := range []string{"Connection", "Content-Length", "Expect", "Transfer-Encoding"} {
		passed.Header.Del(name)
	}
	for name, value := range more {
		passed.Header.Set(name, value)
	}
	return one.client.Do(passed.WithContext(request.Context()))
}

func pass(writer http.ResponseWriter, reply *http.Response) {
	defer reply.Body.Close()
	copyHeaders(writer, reply)
	writer.WriteHeader(reply.StatusCode)
	_, _ = io.Copy(writer, reply.Body)
}

func copyHeaders(writer http.ResponseWriter, reply *http.Response) {
	for name, values := range reply.Header {
		if name != "Connection" && name != "Keep-Alive" {
			writer.Header()[name] = values
		}
	}
}
