// The sink stands in front of the emulator's upload host, because a sink in Node takes a core: it terminates TLS,
// reads and hashes the bodies of fragments and throws them away, and sends contents from a folder. Whatever else there
// is to a request is the emulator's: it gets each one without its body, and its reply goes to the client.
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
)

func main() {
	listen := flag.String("listen", "", "address to listen on")
	emulator := flag.String("emulator", "", "origin of the emulator")
	certificate := flag.String("certificate", "", "PEM file")
	key := flag.String("key", "", "PEM file")
	files := flag.String("files", "", "folder with the contents of downloads, by name")
	commit := flag.Duration("commit", 0, "how long the reply to a fragment takes")
	flag.Parse()
	log.SetFlags(0)
	origin, err := url.Parse(*emulator)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{
		Handler: newSink(origin, *files, *commit),
		// HTTP/1.1, as the emulator.
		TLSNextProto: map[string]func(*http.Server, *tls.Conn, http.Handler){},
		// Go picks AES-128-GCM for TLS 1.3 where both processors have AES.
		TLSConfig: &tls.Config{MinVersion: tls.VersionTLS13, DynamicRecordSizingDisabled: true},
	}
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		log.Fatal(err)
	}
	go endWithParent()
	fmt.Println("ready")
	log.Fatal(server.ServeTLS(listener, *certificate, *key))
}

// endWithParent ends this process when the pipe from its parent closes.
func endWithParent() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}
