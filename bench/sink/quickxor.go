package main

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
)

const (
	registerBytes = 20
	// Bytes 160 apart hit the same bits, so they may be XORed first.
	rowBytes = 160
	stepBits = 11
)

// quickXorHash is a running QuickXorHash (OneDrive/onedrive-api-docs, quickxorhash.md). A copy is a value.
type quickXorHash struct {
	row    [rowBytes]byte
	length uint64
}

func (hash *quickXorHash) update(bytes []byte) {
	at := int(hash.length % rowBytes)
	hash.length += uint64(len(bytes))
	for len(bytes) > 0 {
		row := hash.row[at:]
		n := subtle.XORBytes(row, row, bytes[:min(len(row), len(bytes))])
		bytes = bytes[n:]
		at = 0
	}
}

// digest is the hash in base64.
func (hash *quickXorHash) digest() string {
	var register [registerBytes]byte
	for at, value := range hash.row {
		bit := at * stepBits % (registerBytes * 8)
		wide := uint16(value) << (bit % 8)
		register[bit/8] ^= byte(wide)
		register[(bit/8+1)%registerBytes] ^= byte(wide >> 8)
	}
	length := binary.LittleEndian.AppendUint64(nil, hash.length)
	subtle.XORBytes(register[registerBytes-8:], register[registerBytes-8:], length)
	return base64.StdEncoding.EncodeToString(register[:])
}
